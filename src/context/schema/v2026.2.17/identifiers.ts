const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Channels that OpenClaw 2026.2.17 brings along, and the section of their defaults (spec CR 2.8). */
export const CHANNEL_IDS = words(`
  defaults telegram whatsapp discord irc googlechat slack signal imessage
  bluebubbles feishu line matrix mattermost msteams nextcloud-talk nostr tlon twitch zalo zalouser
`);

/** Plugins that OpenClaw 2026.2.17 brings along (spec CR 2.8). */
export const PLUGIN_IDS = words(`
  bluebubbles copilot-proxy device-pair diagnostics-otel discord feishu google-antigravity-auth google-gemini-cli-auth
  googlechat imessage irc line llm-task lobster matrix mattermost memory-core memory-lancedb minimax-portal-auth msteams
  nextcloud-talk nostr open-prose phone-control qwen-portal-auth signal slack talk-voice telegram thread-ownership tlon
  twitch voice-call whatsapp zalo zalouser
`);
