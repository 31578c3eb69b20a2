import type { ChartTable as ChartTableData } from '../../core/writing/chart.ts';

/** Width below which a table of many columns is turned, 1/16 rem. */
const WIDE = 520;
const MANY_COLUMNS = 5;
/** Width below which a table may have to scroll, and can be reached by the keyboard, 1/16 rem. */
const SCROLLS = 300;

interface Props {
  readonly table: ChartTableData;
  readonly caption: string;
  /** Available width, 1/16 rem. */
  readonly width: number;
}

/**
 * Table of a chart's content. In little space a table of many columns is turned: its rows become
 * columns, and each former column a heading above its values.
 */
export function ChartTable({ table, caption, width }: Props) {
  const { head, rows } = table;
  const isTurned = head.length >= MANY_COLUMNS && width < WIDE;
  const scrolling = width < SCROLLS ? { role: 'region', tabIndex: 0, 'aria-label': caption } : {};
  return (
    <div className="chart-scroll" {...scrolling}>
      <table className="chart-table" data-turned={isTurned}>
        <caption className="visually-hidden">{caption}</caption>
        {isTurned ? (
          <Turned head={head} rows={rows} />
        ) : (
          <>
            <thead>
              <tr>
                {head.map((cell) => (
                  <th key={cell} scope="col">
                    {cell}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, ...cells], row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and names may repeat
                <tr key={row}>
                  <th scope="row">{name}</th>
                  {cells.map((cell, n) => (
                    <td key={head[n + 1]} data-number={isNumber(cell)}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </>
        )}
      </table>
    </div>
  );
}

function Turned({ head, rows }: ChartTableData) {
  return (
    <>
      <thead>
        <tr>
          {rows.map(([name]) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {head.slice(1).map((name, n) => (
        <tbody key={name}>
          <tr>
            <th scope="rowgroup" colSpan={rows.length}>
              {name}
            </th>
          </tr>
          <tr>
            {rows.map((cells) => (
              <td key={cells[0]} data-number={isNumber(cells[n + 1])}>
                {cells[n + 1]}
              </td>
            ))}
          </tr>
        </tbody>
      ))}
    </>
  );
}

function isNumber(cell: string): boolean {
  return /^[\d.,]+$/.test(cell);
}
