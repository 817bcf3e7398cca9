import test from 'ava';
import { isSmallModel, modelSizeBillions } from '../../src/policy/model-size.ts';

/** spec: config-and-resolution 3.7, with mixtures of experts and neighbouring sizes read too. */
for (const [id, size] of [
  ['llama-3-8b', 8],
  ['ollama/llama3:8b', 8],
  ['LLAMA-3-8B', 8],
  ['qwen2.5-72b-instruct', 72],
  ['gemma-3n-e4b', 4],
  ['gemma3n:e2b', 2],
  ['gpt-oss:20b', 20],
  ['phi-3.5b', 3.5],
  ['qwen3-235b-a22b', 235],
  ['mixtral-8x7b', 56],
  ['mixtral-8x22b-instruct', 176],
  ['1.5b-70b', 70],
  ['70b-1.5b', 70],
  ['x-1,5b', 5],
  ['qwen-0.5b', 0.5],
  ['foo7b', undefined],
  ['ab7b', undefined],
  ['500m', undefined],
  ['8 b', undefined],
  ['8bit', undefined],
  ['0b', undefined],
  ['claude-opus-4-6', undefined],
  ['', undefined],
] as const) {
  test(`"${id}" has ${size ?? 'no'} billions`, (t) => {
    t.is(modelSizeBillions(id), size);
  });
}

for (const [id, is] of [
  ['x-300b', true],
  ['x-300.5b', false],
  ['x-301b', false],
  ['x', false],
] as const) {
  test(`"${id}" is ${is ? '' : 'not '}small`, (t) => {
    t.is(isSmallModel(id), is);
  });
}
