/**
 * A browser on a shared machine is now and then not given the processor for seconds. A test in one that fails is told
 * with its error and tried once more; what is wrong fails again.
 */
if (/[\\/]test[\\/]browser[\\/]/.test(expect.getState().testPath ?? ''))
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
