import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
  /** Called once when rendering fails, to release the microphone. */
  readonly onError: () => void;
}

/** Error boundary of the page: offers a reload. */
export class ErrorBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.props.onError();
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="crash" role="alert">
        <h1>This page has stopped working</h1>
        <p>The microphone is off. Reload the page to begin again.</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Reload
        </button>
      </main>
    );
  }
}
