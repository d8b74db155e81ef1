/**
 * Hides `localStorage` from GramJS, which would keep its parsed TL schema there without a version:
 * after an upgrade it would announce a new layer and speak the old one, and on a read-only cache
 * folder its import would crash. It has to be evaluated before the library is.
 *
 * @module
 */

Object.defineProperty(globalThis, "localStorage", { value: undefined, configurable: true });
