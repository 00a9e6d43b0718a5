interface Props {
  src: string;
}

/** A whole picture in a frame of another shape; what is left of the frame is filled with the picture itself, blurred. */
export function Picture({ src }: Props) {
  return (
    <>
      <Backdrop src={src} />
      <img src={src} alt="" loading="lazy" className="absolute inset-0 size-full object-contain" />
    </>
  );
}

/** A picture as colours only, behind something of its own. The frame around must cut off what stands over. */
export function Backdrop({ src }: Props) {
  return <img src={src} alt="" loading="lazy" className="absolute inset-0 size-full scale-125 object-cover opacity-70 blur-2xl" />;
}
