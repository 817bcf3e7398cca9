export default {
  files: ['test/**/*.test.ts', '!test/long/**'],
  extensions: ['ts'],
  // Child processes, not worker threads: the tests set umasks, change users and start threads of their own.
  workerThreads: false,
  concurrency: 2,
  timeout: '2m',
};
