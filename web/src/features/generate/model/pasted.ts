import { urlsIn } from './urls';

/** What a paste brings for the references: pictures, addresses of pictures, or nothing. */
export type Pasted = { kind: 'files'; files: File[] } | { kind: 'urls'; urls: string[] } | null;

/**
 * Pictures count wherever one pastes. Addresses count only outside of a text field: in one they are the text that the
 * person wants there.
 */
export function pastedIn(clipboard: DataTransfer, isInTextField: boolean): Pasted {
  const files = [...clipboard.files].filter((file) => file.type.startsWith('image/'));
  if (files.length > 0) return { kind: 'files', files };
  if (isInTextField) return null;
  const urls = urlsIn(clipboard.getData('text/plain'));
  return urls && { kind: 'urls', urls };
}

const TEXT_INPUTS = /^(text|search|url|tel|email|password|number)$/;

/** Whether what is typed at an element becomes its text. */
export function isTextField(element: EventTarget | null | undefined): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element instanceof HTMLInputElement) return TEXT_INPUTS.test(element.type);
  return element instanceof HTMLTextAreaElement || element.isContentEditable;
}
