import { createRoot } from 'react-dom/client';
import { Chart } from '../../src/app/writing/Chart.tsx';
import type { Chart as ChartData } from '../../src/core/writing/chart.ts';
import '../../src/app/styles/index.css';
import './chart-sheet.css';

/** Chart with the id of its task. */
export interface SheetItem {
  readonly id: string;
  readonly chart: ChartData;
}

declare global {
  interface Window {
    drawSheet(items: readonly SheetItem[]): void;
  }
}

/** Draws a contact sheet: all charts side by side, each with the id of its task. */
window.drawSheet = (items) => {
  const root = document.createElement('main');
  document.body.append(root);
  createRoot(root).render(
    <>
      <h1>Charts of Academic Task 1</h1>
      {items.map(({ id, chart }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{id}</h2>
          <Chart chart={chart} />
        </section>
      ))}
    </>,
  );
};
