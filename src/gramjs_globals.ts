/**
 * Hides two globals from GramJS; it has to be evaluated before the library is.
 *
 * In `localStorage` it would keep its parsed TL schema without a version: after an upgrade it would
 * announce a new layer and speak the old one, and on a read-only cache folder its import would crash.
 * With `alert` it would announce every constructor it does not know: from a terminal that prints to
 * stdout and stops the whole process until somebody presses Enter.
 *
 * @module
 */

Object.defineProperty(globalThis, "localStorage", { value: undefined, configurable: true });
Object.defineProperty(globalThis, "alert", { value: undefined, configurable: true });
