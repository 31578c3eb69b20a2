import type { WritingPrompt } from '../../core/api/writing-types.ts';
import type { Chart as ChartData } from '../../core/writing/chart.ts';
import { Chart } from './Chart.tsx';

/** Task as the candidate is asked it. */
export function PromptView({ prompt }: { readonly prompt: WritingPrompt }) {
  return (
    <details className="prompt" open>
      <summary>
        <span>{prompt.title}</span>
      </summary>
      <div className="prompt-content">
        <p className="prompt-advice">
          You should spend about {prompt.minutes} minutes on this task.
        </p>
        {prompt.instructions.split(/\n+/).map((paragraph) => (
          <p key={paragraph} className="prompt-text">
            {paragraph}
          </p>
        ))}
        {prompt.bullets !== undefined && (
          <ul>
            {prompt.bullets.map((bullet) => (
              <li key={bullet}>{bullet}</li>
            ))}
          </ul>
        )}
        {/* openapi.yaml does not say what the areas of a map consist of. */}
        {prompt.chart !== undefined && <Chart chart={prompt.chart as unknown as ChartData} />}
        <p className="prompt-advice">Write at least {prompt.minimum_words} words.</p>
      </div>
    </details>
  );
}
