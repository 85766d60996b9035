// Every problem the core can tell, by what helps.
import { problemCatalogue, type CatalogueEntry } from '../backend/problem-catalogue';
import { catalogue, remedy, wayOn } from '../words/help/problems';
import { Entry } from './entry';

export function ProblemList({ entry }: { entry: string | undefined }) {
  return problemCatalogue
    .filter(({ entries }) => entries.length > 0)
    .map(({ kind, entries }) => (
      <div key={kind}>
        <h2 className="lw-help-title">{remedy(kind)}</h2>
        {entries.map((each) => (
          <Problem key={each.id} problem={each} marked={each.id === entry} />
        ))}
      </div>
    ));
}

function Problem({ problem, marked }: { problem: CatalogueEntry; marked: boolean }) {
  return (
    <div className="lw-help-entry">
      <h3>
        <Entry marked={marked}>{problem.title}</Entry>
      </h3>
      <p>{problem.meaning}</p>
      <p className="lw-help-way">
        {problem.action === null ? wayOn(null) : `${catalogue.way}${wayOn(problem.action)}`}
        {problem.forCloudTeam !== null && ` ${catalogue.cloudTeam}`}
        {problem.forCustomer !== null && ` ${catalogue.customer}`}
      </p>
    </div>
  );
}
