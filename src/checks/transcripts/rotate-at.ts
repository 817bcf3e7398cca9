/** Where the issuer of a secret takes it back and gives a new one, by the kind that a user calls it. */
const ISSUERS: Readonly<Record<string, string>> = {
  'Telegram bot token': 'with @BotFather in Telegram: /revoke',
  'Discord bot token': 'at https://discord.com/developers/applications, Bot, Reset Token',
  'Discord webhook': 'in the settings of the Discord channel, Integrations: delete the webhook and make a new one',
  'Slack app token': 'at https://api.slack.com/apps, Basic Information, App-Level Tokens',
  'Slack token or webhook': 'at https://api.slack.com/apps, OAuth & Permissions or Incoming Webhooks',
  'OpenRouter API key': 'at https://openrouter.ai/settings/keys',
  'Google API key':
    'at https://console.cloud.google.com/apis/credentials, or https://aistudio.google.com/apikey for Gemini',
  'Google OAuth client secret': 'at https://console.cloud.google.com/apis/credentials',
  'Google OAuth token': 'at https://myaccount.google.com/connections: remove the access, then sign in again',
  'Anthropic OAuth token': 'at https://claude.ai/settings: sign out everywhere, then sign in again',
  'Anthropic API key': 'at https://console.anthropic.com/settings/keys',
  'OpenAI API key': 'at https://platform.openai.com/api-keys',
  'xAI API key': 'at https://console.x.ai',
  'Groq API key': 'at https://console.groq.com/keys',
  'Replicate token': 'at https://replicate.com/account/api-tokens',
  'Brave Search API key': 'at https://api-dashboard.search.brave.com',
  'Perplexity API key': 'at https://www.perplexity.ai/account/api',
  'DeepSeek API key': 'at https://platform.deepseek.com/api_keys',
  'ElevenLabs API key': 'at https://elevenlabs.io/app/settings/api-keys',
  'Firecrawl API key': 'at https://www.firecrawl.dev/app/api-keys',
  'Tavily API key': 'at https://app.tavily.com',
  'NVIDIA API key': 'at https://build.nvidia.com/settings/api-keys',
  'Twilio credential': 'at https://console.twilio.com, Account, API keys & tokens',
  'AWS access key id': 'in the AWS console, IAM, Security credentials',
  'AWS secret access key': 'in the AWS console, IAM, Security credentials',
  'npm access token': 'with `npm token revoke`, or at https://www.npmjs.com, Access Tokens',
  'private key (PEM)':
    'by making a new key pair (`ssh-keygen -t ed25519` for SSH) and taking the old public key out wherever it is trusted',
  'GitHub token': 'at https://github.com/settings/tokens',
  'GitLab access token': 'at https://gitlab.com/-/user_settings/personal_access_tokens',
  'Hugging Face token': 'at https://huggingface.co/settings/tokens',
  'Stripe API key': 'at https://dashboard.stripe.com/apikeys',
  'SendGrid API key': 'at https://app.sendgrid.com/settings/api_keys',
  'Notion token': 'at https://www.notion.so/profile/integrations',
  'Linear API key': 'at https://linear.app/settings/account/security',
  'Tailscale key': 'at https://login.tailscale.com/admin/settings/keys',
};

/** Every kind that an issuer is known for. */
export const ISSUED_KINDS: readonly string[] = Object.keys(ISSUERS);

/** Where to get a new one, as the end of a sentence; "where it came from" when no issuer is known. */
export const rotateAt = (kind: string): string => ISSUERS[kind] ?? 'where it came from';
