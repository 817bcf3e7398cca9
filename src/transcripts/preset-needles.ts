import { hasUserinfo } from './confirm.ts';
import type { Needle } from './needle.ts';

/** What secretlint's recommended preset can find, under what name we report it, and the bytes without which it cannot match. */
export type PresetDetector = {
  /** Last part of secretlint's rule id. */
  readonly detector: string;
  /** What a user calls it. */
  readonly kind: string;
  /** Every match contains at least one of these. Read off the rule's documented format; the tests hold us to it. */
  readonly needles: readonly Needle[];
};

/** In the order of the preset. A detector that is missing here fails the tests. */
export const PRESET_DETECTORS: readonly PresetDetector[] = [
  {
    detector: 'aws',
    kind: 'AWS secret access key',
    needles: ['[Aa][Cc][Cc][Ee][Ss][Ss]_[Kk][Ee][Yy]', '[Aa][Cc][Cc][Ee][Ss][Ss][Kk][Ee][Yy]'],
  },
  // Looks only into whole .p12 and .json files, which is not how we call it; `privatekey` finds the same keys.
  { detector: 'gcp', kind: 'Google service account key', needles: [] },
  { detector: 'privatekey', kind: 'private key (PEM)', needles: ['PRIVATE KEY'] },
  // Its rules for .npmrc and package.json look at those files only; the first of them is a row of our own.
  { detector: 'npm', kind: 'npm access token', needles: ['npm_[A-Za-z0-9_]{36}'] },
  { detector: 'basicauth', kind: 'password in a URL', needles: [{ text: '[pPsS]://', confirm: hasUserinfo }] },
  {
    detector: 'slack',
    kind: 'Slack token or webhook',
    needles: ['xox[bpaor]-', 'xapp-', '[Hh][Oo][Oo][Kk][Ss][.][Ss][Ll][Aa][Cc][Kk][.][Cc][Oo][Mm]/'],
  },
  { detector: 'sendgrid', kind: 'SendGrid API key', needles: ['SG[.][A-Za-z0-9_]'] },
  { detector: 'shopify', kind: 'Shopify token', needles: ['shppa_', 'shpca_', 'shpat_', 'shpss_'] },
  { detector: 'stripe', kind: 'Stripe API key', needles: ['[sr]k_live_', '[sr]k_test_'] },
  {
    detector: 'github',
    kind: 'GitHub token',
    needles: ['gh[pousr]_[A-Za-z0-9_]{22}', 'ghs_[0-9]', 'github_pat_'],
  },
  { detector: 'gitlab', kind: 'GitLab access token', needles: ['glpat-[A-Za-z0-9_-]{20}'] },
  { detector: 'grafana', kind: 'Grafana token', needles: ['glc_[A-Za-z0-9+/]{32}', 'glsa_[A-Za-z0-9]{32}'] },
  { detector: 'openai', kind: 'OpenAI API key', needles: ['T3BlbkFJ'] },
  { detector: 'anthropic', kind: 'Anthropic API key', needles: ['sk-ant-api0'] },
  { detector: 'groq', kind: 'Groq API key', needles: ['gsk_[a-zA-Z0-9]{52}'] },
  { detector: 'huggingface', kind: 'Hugging Face token', needles: ['hf_[a-zA-Z]{34}'] },
  { detector: 'linear', kind: 'Linear API key', needles: ['lin_api_'] },
  { detector: 'notion', kind: 'Notion token', needles: ['ntn_[0-9]{11}'] },
  { detector: '1password', kind: '1Password service account token', needles: ['ops_ey[A-Za-z0-9+/=]{100}'] },
  {
    detector: 'database-connection-string',
    kind: 'database password in a URL',
    needles: [{ text: '[bBvVlLxXsS]://', confirm: hasUserinfo }],
  },
  { detector: 'hashicorp-vault', kind: 'HashiCorp Vault token', needles: ['hv[sbr][.][A-Za-z0-9_-]{90}'] },
  { detector: 'vercel', kind: 'Vercel token', needles: ['vc[piark]_[A-Za-z0-9]{20}'] },
  { detector: 'databricks', kind: 'Databricks token', needles: ['dapi[A-Fa-f0-9]{32}'] },
  { detector: 'docker', kind: 'Docker access token', needles: ['dckr_pat_'] },
  { detector: 'figma', kind: 'Figma token', needles: ['figd_[A-Za-z0-9_-]{40}'] },
  {
    detector: 'cloudflare',
    kind: 'Cloudflare token',
    needles: ['cfk_[A-Za-z0-9]{40}', 'cfut_[A-Za-z0-9]{40}', 'cfat_[A-Za-z0-9]{40}'],
  },
  { detector: 'tailscale', kind: 'Tailscale key', needles: ['tskey-'] },
  // The filter for comments that switch rules off. Switched off: a transcript must not be able to hide what it holds.
  { detector: 'filter-comments', kind: '', needles: [] },
];
