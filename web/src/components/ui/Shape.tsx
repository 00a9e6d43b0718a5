const RATIOS = { '16:9': [16, 9], '9:16': [9, 16], '1:1': [11, 11] } as const;
export type AspectRatio = keyof typeof RATIOS;

/** The outline of a picture format, with the same stroke in every size. */
export function Shape({ ratio, className = 'size-[18px]' }: { ratio: AspectRatio; className?: string }) {
  const [width, height] = RATIOS[ratio];
  return (
    <svg aria-hidden viewBox="0 0 18 18" className={className}>
      <rect
        x={(18 - width) / 2}
        y={(18 - height) / 2}
        width={width}
        height={height}
        rx="1.5"
        fill="currentColor"
        fillOpacity=".18"
        stroke="currentColor"
        strokeWidth="1.4"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
