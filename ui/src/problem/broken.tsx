// Stands in when drawing itself failed.
import { Component, type ReactNode } from 'react';

import { frame } from '../words/frame';

export class Broken extends Component<{ children: ReactNode }, { message: string | null }> {
  override state = { message: null as string | null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.message === null) return this.props.children;
    return (
      <div role="alert" className="lw-broken">
        <h1>{frame.broken.title}</h1>
        <p>{frame.broken.meaning}</p>
        <pre>{this.state.message}</pre>
        <button type="button" onClick={() => this.setState({ message: null })}>
          {frame.broken.again}
        </button>
      </div>
    );
  }
}
