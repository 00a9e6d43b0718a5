/** A media link as a path of this origin. Links carry the public address, which may not be the one we were opened by. */
export function ownPath(link: string): string {
  const url = new URL(link, window.location.origin);
  return url.pathname + url.search;
}

/** Where the map of preview thumbnails lies: beside their sheet. */
export function thumbnailsOf(spriteUrl: string): string {
  return spriteUrl.replace(/sprite\.\w+$/, 'sprite.vtt');
}
