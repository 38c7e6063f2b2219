/** What reads JSON files, loaded together and only when there is a file to be read: `due` mostly has none. */
export { checkCase, readCaseFile } from './case-file.js';
export { readClosures } from './closures-file.js';
export { readSeries } from './series-file.js';
