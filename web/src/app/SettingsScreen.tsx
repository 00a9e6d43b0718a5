import { WebhookEndpoints } from '@/features/publishing';
import { SettingsPage } from '@/features/settings';

/** The settings, with what publishing has to set. */
export function SettingsScreen() {
  return <SettingsPage webhooks={<WebhookEndpoints />} />;
}
