package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.candidate.Outcome;
import com.ieltsaiprep.local.candidate.Report;
import com.ieltsaiprep.local.candidate.Resumption;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of each fault. */
record ResumeReport(Outcome outcome, List<Havoc.Fault> faults, Minutes minutes) {
    private static final double MOST_MS = 3_000;

    /** How soon Maya asks, once the conversation goes on, if no other fault comes between. */
    private static final long ASKS_WITHIN_US = 3_000_000;

    private static final String ROW = "%3s  %-17s  %-16s  %-6s  %7s  %8s  %8s  %5s  %-10s  %8s  %s";

    Result judged(List<String> found) {
        List<String> problems = new ArrayList<>(found);
        problems.addAll(outcome.problems());
        minutes.describe(problems);
        List<String> table = new ArrayList<>();
        table.add(
                ROW.formatted(
                        "", "fault", "while", "node", "visible", "resumed", "in all", "tries",
                        "how", "Maya", "lost"));
        ObjectNode json = JsonValues.object();
        Report.putResumptions(json, outcome.resumptions());
        ArrayNode rows = json.putArray("faults");
        int life = 0;
        for (int i = 0; i < faults.size(); i++) {
            if (i >= outcome.resumptions().size()) {
                problems.add("fault %d: the conversation did not go on".formatted(i + 1));
                continue;
            }
            Resumption resumption = outcome.resumptions().get(i);
            boolean moved = resumption.kind() != Resumption.Kind.REATTACHED;
            int lost = moved ? minutes.lives().get(life).missing() : 0;
            life += moved ? 1 : 0;
            row(i, resumption, lost, table, rows.addObject());
            judge(i, resumption, problems);
        }
        if (outcome.resumptions().size() > faults.size()) {
            problems.add(
                    "%d connections were lost by %d faults"
                            .formatted(outcome.resumptions().size(), faults.size()));
        }
        return new Result(table, json, problems);
    }

    private void row(int i, Resumption resumption, int lost, List<String> table, ObjectNode json) {
        Havoc.Fault fault = faults.get(i);
        double visibleMs = (resumption.lostUs() - fault.atUs()) / 1e3;
        double resumedMs = resumption.downUs() / 1e3;
        double mayaMs =
                resumption.mayaUs().isPresent()
                        ? (resumption.mayaUs().getAsLong() - resumption.lostUs()) / 1e3
                        : -1;
        String how = resumption.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        table.add(
                ROW.formatted(
                        i + 1,
                        fault.kind().words,
                        fault.scene(),
                        fault.from() + " > " + fault.to(),
                        ms(visibleMs),
                        ms(resumedMs),
                        ms(visibleMs + resumedMs),
                        resumption.tries(),
                        how,
                        mayaMs < 0 ? "-" : ms(mayaMs),
                        lost == 0 ? "nothing" : lost + " sentences"));
        json.put("kind", fault.kind().name()).put("scene", fault.scene()).put("how", how);
        json.put("visibleMs", visibleMs).put("resumedMs", resumedMs).put("mayaMs", mayaMs);
        json.put("tries", resumption.tries()).put("lostSentences", lost);
        json.put("turnLost", resumption.turnLost());
    }

    private void judge(int i, Resumption resumption, List<String> problems) {
        if (resumption.downUs() / 1e3 > MOST_MS) {
            problems.add(
                    "fault %d: it took %.0f ms to go on"
                            .formatted(i + 1, resumption.downUs() / 1e3));
        }
        if (resumption.kind() == Resumption.Kind.BEGUN_AGAIN) {
            problems.add("fault %d: the conversation began anew".formatted(i + 1));
        }
        boolean moved = resumption.kind() == Resumption.Kind.TAKEN_OVER;
        if (moved && resumption.turnLost() && !asksAfter(i)) {
            problems.add("fault %d: Maya did not ask for what was lost".formatted(i + 1));
        }
    }

    /** Whether Maya spoke before the next fault, or after it if it came too soon. */
    private boolean asksAfter(int i) {
        for (int now = i; now < outcome.resumptions().size(); now++) {
            Resumption resumption = outcome.resumptions().get(now);
            if (resumption.mayaUs().isPresent()) {
                return true;
            }
            if (now + 1 >= faults.size()
                    || faults.get(now + 1).atUs() - resumption.resumedUs() > ASKS_WITHIN_US) {
                return false;
            }
        }
        return false;
    }

    private static String ms(double ms) {
        return "%.0f ms".formatted(ms);
    }
}
