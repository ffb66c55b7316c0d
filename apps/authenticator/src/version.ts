declare const __APP_VERSION__: string;

/** The version of this build, put in by vite.config.ts. */
export const version = __APP_VERSION__;
