import type { CheckModule } from '../audit/check.ts';
import type { AuditContext, JsonObject } from '../audit/context.ts';
import { type ConfiguredModel, configuredModels } from '../policy/agent-models.ts';
import { agentToolCheck } from '../policy/agent-tools.ts';
import { agentFinder } from '../policy/agents.ts';
import { resolveBrowser } from '../policy/browser.ts';
import { gatewayPort } from '../policy/gateway-port.ts';
import { isSmallModel, modelSizeBillions, SMALL_MODEL_BILLIONS } from '../policy/model-size.ts';
import { type SandboxMode, sandboxMode } from '../policy/sandbox.ts';
import { isWebFetchOn, isWebSearchOn } from '../policy/web-tools.ts';
import { listLines } from './list-lines.ts';

type SmallModel = ConfiguredModel & {
  readonly sandbox: SandboxMode;
  /** Tools that bring in text of strangers, and that the model may use. */
  readonly exposed: readonly string[];
};

export type SmallModels = { readonly models: readonly SmallModel[] };

const webTools = ({ config: { value: config }, env }: AuditContext): string[] => {
  const browser = resolveBrowser(config, gatewayPort(config, env));
  return [
    ...(isWebSearchOn(config, env) ? ['web_search'] : []),
    ...(isWebFetchOn(config) ? ['web_fetch'] : []),
    ...(browser.problem !== undefined || browser.enabled ? ['browser'] : []),
  ];
};

const smallModels = (context: AuditContext): SmallModel[] => {
  const config = context.config.value;
  const tools = webTools(context);
  const findAgent = agentFinder(config);
  const isAllowed = agentToolCheck(config);
  const settings = (agent: JsonObject | undefined) => ({
    sandbox: sandboxMode(config, agent),
    exposed: tools.filter((tool) => isAllowed(agent, tool)),
  });
  return configuredModels(config)
    .filter(({ model, isImageModel }) => !isImageModel && isSmallModel(model))
    .map((model) => {
      // OpenClaw reads the agent's id up to the first dot, and so judges "a.b" and "" by the defaults (spec: checks 4.13).
      const id = model.agentId?.split('.')[0];
      return { ...model, ...settings(id ? findAgent(id)?.entry : undefined) };
    });
};

const isSafe = ({ sandbox, exposed }: SmallModel): boolean => sandbox === 'all' && exposed.length === 0;

const describe = (small: SmallModel): string => {
  const size = `${modelSizeBillions(small.model)}B`;
  const tools = small.exposed.length === 0 ? 'no web tools' : small.exposed.join(', ');
  return `${small.model} (${size}) at ${small.source}: ${isSafe(small) ? 'contained' : 'not contained'}, sandbox ${small.sandbox}, ${tools}`;
};

const CONTAIN =
  'Set agents.defaults.sandbox.mode to "all" and deny "group:web" and "browser" in tools.deny, or choose a larger model.';

/** Small models and what they may touch (spec: checks 4.13). */
export const smallModelChecks: CheckModule<SmallModels> = {
  name: 'small-models',
  facts: (context) => [{ models: smallModels(context) }],
  keep: 'every',
  checks: [
    {
      id: 'models.small_params',
      severity: ({ models }) => (models.every(isSafe) ? 'info' : 'critical'),
      severities: ['info', 'critical'],
      title: 'Small models need a sandbox and no web tools',
      detail: ({ models }) =>
        `Models of at most ${SMALL_MODEL_BILLIONS}B parameters are easily taken over by text they read:\n${listLines(models.map(describe))}`,
      remediation: CONTAIN,
      keys: ({ models }) => models.map(({ key }) => key),
      when: ({ models }) => models.length > 0,
      docs: {
        summary: `An agent uses a model of at most ${SMALL_MODEL_BILLIONS} billion parameters`,
        why: 'A page or a search result is enough to give such a model new orders. It should neither read pages nor have tools on the host.',
        triggers: `The id of a model states a size of at most ${SMALL_MODEL_BILLIONS}B ("8b", "8x7b"; the largest counts; image models do not). Critical when one of them runs outside sandbox mode "all" or may use web_search, web_fetch or browser; otherwise for information.`,
        mend: CONTAIN,
        example: '{ agents: { defaults: { model: { primary: "ollama/llama3.1:8b" } } } }',
      },
    },
  ],
};
