import { Component, type ReactNode } from 'react';
import { Notice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';

/** Keeps an error of ours from taking the host's page with it. */
export class Boundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const again = (
      <Button size="small" onClick={() => this.setState({ hasFailed: false })}>
        Show it again
      </Button>
    );
    return (
      <Notice kind="error" title="The video generator stopped" actions={again}>
        What was typed is kept, and what was ordered is being made.
      </Notice>
    );
  }
}
