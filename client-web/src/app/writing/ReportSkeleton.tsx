/** Shape of a report while it is loaded. */
export function ReportSkeleton() {
  return (
    <div className="skeleton" role="status" aria-label="Loading the report">
      <div className="card">
        <span className="bone" data-size="title" />
        <span className="bone" data-size="band" />
        <span className="bone" />
      </div>
      <div className="card">
        <span className="bone" data-size="title" />
        <span className="bone" />
        <span className="bone" />
        <span className="bone" />
      </div>
    </div>
  );
}
