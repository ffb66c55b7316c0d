// What the app's own tests need of this room's: exports of other apps, and what is in them.

export { keePassDatabase, type OtherExport, otherExports, password } from "./exports.ts";
