/**
 * Text of the candidate or of the marker. It is isolated, so that its direction, or a character
 * that changes it, does not reach the page around it.
 */
export function Said({ children }: { readonly children: string }) {
  return (
    <bdi dir="auto" className="said">
      {children}
    </bdi>
  );
}

/** Quotation of the candidate. */
export function Quote({ children }: { readonly children: string }) {
  return (
    <q className="quote">
      <Said>{children}</Said>
    </q>
  );
}
