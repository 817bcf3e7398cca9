import usual from './ava.config.js';

/** `npm run test:long`: what takes minutes a test. */
export default { ...usual, files: ['test/long/**/*.test.ts'], timeout: '20m' };
