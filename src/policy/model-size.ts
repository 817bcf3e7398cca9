/** A model of at most this many billion parameters is easily talked into misusing its tools. */
export const SMALL_MODEL_BILLIONS = 300;

/**
 * `8b`, `e4b`, `3.5b`, and `8x7b` for a mixture of experts, each between separators. Neither separator is consumed:
 * the one after a size may be the one before the next.
 */
const SIZE = /(?<![a-z0-9])[a-z]?(?:(\d{1,4})x)?(\d{1,7}(?:\.\d{1,4})?)b(?![a-z0-9])/g;

/**
 * The number of parameters that a model id states, in billions; the largest when there are several, the product for a mixture
 * of experts; undefined when it states none (spec: config-and-resolution 3.7).
 */
export const modelSizeBillions = (modelId: string): number | undefined => {
  let largest = 0;
  for (const [, experts = '1', billions = '0'] of modelId.toLowerCase().matchAll(SIZE)) {
    largest = Math.max(largest, Number(experts) * Number(billions));
  }
  return largest > 0 ? largest : undefined;
};

/** True for a model whose id states a size of at most {@link SMALL_MODEL_BILLIONS}. */
export const isSmallModel = (modelId: string): boolean => {
  const size = modelSizeBillions(modelId);
  return size !== undefined && size <= SMALL_MODEL_BILLIONS;
};
