import { Component, type ReactNode } from "react";
import { Title } from "./parts.tsx";

/** A screen that could not be shown says so; what was saved is in the database and not in the screen. */
export class Mishap extends Component<
  { title: string; help: string; again: string; children: ReactNode },
  { failed: boolean }
> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    const { title, help, again, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <main className="scroll" id="main">
        <Title>{title}</Title>
        <p className="help">{help}</p>
        <button type="button" className="btn main" onClick={() => location.reload()}>
          {again}
        </button>
      </main>
    );
  }
}
