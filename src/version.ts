/** Kept equal to package.json's by a test: the bundle must not read files to know its version. */
export const VERSION = '0.1.0';
