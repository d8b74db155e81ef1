/**
 * The forum's topics.
 *
 * @module
 */

/** A topic as it is planned. Its id is the id of the service message that opened it. */
export interface TopicPlan {
  readonly id: number;
  readonly title: string;
  /** Telegram offers six colours for topics without an icon. */
  readonly iconColor: number;
  /** How much is written there, against the other topics. */
  readonly weight: number;
  /** The id of the service message that closed it; nothing follows there. */
  readonly closedBy?: number;
  readonly pinned?: true;
  /** Has a custom emoji as icon. */
  readonly emoji?: true;
}

/** General: it has always been there, so no message opened it. */
export const GENERAL_ID = 1;

/** Twelve topics, General first. */
export const TOPICS: readonly TopicPlan[] = [
  { id: GENERAL_ID, title: "General", iconColor: 0x6fb9f0, weight: 22 },
  { id: 3, title: "Rules and announcements", iconColor: 0xffd67e, weight: 2, pinned: true },
  { id: 4, title: "Transport", iconColor: 0x6fb9f0, weight: 16, emoji: true },
  { id: 5, title: "Барахолка", iconColor: 0x8eee98, weight: 14 },
  { id: 6, title: "Потеряно и найдено", iconColor: 0xff93b2, weight: 8, emoji: true },
  { id: 7, title: "Weather watch", iconColor: 0xcb86db, weight: 9 },
  { id: 140, title: "Дворовый футбол", iconColor: 0xfb6f5f, weight: 8 },
  { id: 420, title: "Books & films 📚", iconColor: 0xcb86db, weight: 7, emoji: true },
  { id: 777, title: "New Year 2025", iconColor: 0xffd67e, weight: 6, closedBy: 1_210 },
  { id: 1_300, title: "Ремонт лифта", iconColor: 0xfb6f5f, weight: 5, closedBy: 2_500 },
  { id: 1_850, title: "Garden plots", iconColor: 0x8eee98, weight: 5 },
  { id: 2_600, title: "Тишина после 23:00", iconColor: 0xff93b2, weight: 3 },
];
