package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.client.ConversationReport;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.Resumption;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Report on the resumption after each injected fault. */
record ResumeReport(
        ConversationResult result,
        List<FaultInjector.InjectedFault> faults,
        TranscriptComparison transcript) {
    private static final double MAX_RESUME_MS = 3_000;

    /** Longest time until Maya asks again after a takeover, unless another fault comes first. */
    private static final long REPEAT_QUESTION_US = 3_000_000;

    private static final String ROW = "%3s  %-17s  %-16s  %-6s  %7s  %8s  %8s  %8s  %-10s  %8s  %s";

    CheckVerdict toVerdict(List<String> found) {
        List<String> problems = new ArrayList<>(found);
        problems.addAll(result.problems());
        transcript.addProblems(problems);
        List<String> table = new ArrayList<>();
        table.add(
                ROW.formatted(
                        "",
                        "fault",
                        "while",
                        "node",
                        "visible",
                        "resumed",
                        "in all",
                        "attempts",
                        "how",
                        "Maya",
                        "lost"));
        ObjectNode json = JsonValues.object();
        ConversationReport.putResumptions(json, result.resumptions());
        ArrayNode rows = json.putArray("faults");
        int segment = 0;
        for (int i = 0; i < faults.size(); i++) {
            if (i >= result.resumptions().size()) {
                problems.add("fault %d: the conversation did not go on".formatted(i + 1));
                continue;
            }
            Resumption resumption = result.resumptions().get(i);
            boolean takenOver = resumption.kind() != Resumption.Kind.REATTACHED;
            int lost = takenOver ? transcript.segments().get(segment).missingCount() : 0;
            segment += takenOver ? 1 : 0;
            addRow(i, resumption, lost, table, rows.addObject());
            addProblems(i, resumption, problems);
        }
        if (result.resumptions().size() > faults.size()) {
            problems.add(
                    "%d connections were lost by %d faults"
                            .formatted(result.resumptions().size(), faults.size()));
        }
        return new CheckVerdict(table, json, problems);
    }

    private void addRow(
            int i, Resumption resumption, int lost, List<String> table, ObjectNode json) {
        FaultInjector.InjectedFault fault = faults.get(i);
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
                        fault.kind().label,
                        fault.activity(),
                        fault.from() + " > " + fault.to(),
                        ms(visibleMs),
                        ms(resumedMs),
                        ms(visibleMs + resumedMs),
                        resumption.attempts(),
                        how,
                        mayaMs < 0 ? "-" : ms(mayaMs),
                        lost == 0 ? "nothing" : lost + " sentences"));
        json.put("kind", fault.kind().name()).put("activity", fault.activity()).put("how", how);
        json.put("visibleMs", visibleMs).put("resumedMs", resumedMs).put("mayaMs", mayaMs);
        json.put("attempts", resumption.attempts()).put("lostSentences", lost);
        json.put("turnLost", resumption.turnLost());
    }

    private void addProblems(int i, Resumption resumption, List<String> problems) {
        if (resumption.downUs() / 1e3 > MAX_RESUME_MS) {
            problems.add(
                    "fault %d: it took %.0f ms to go on"
                            .formatted(i + 1, resumption.downUs() / 1e3));
        }
        if (resumption.kind() == Resumption.Kind.BEGUN_AGAIN) {
            problems.add("fault %d: the conversation began anew".formatted(i + 1));
        }
        boolean takenOver = resumption.kind() == Resumption.Kind.TAKEN_OVER;
        if (takenOver && resumption.turnLost() && !asksAgainAfter(i)) {
            problems.add("fault %d: Maya did not ask for what was lost".formatted(i + 1));
        }
    }

    /** Returns whether Maya spoke before the next fault, or after it if that came too soon. */
    private boolean asksAgainAfter(int i) {
        for (int now = i; now < result.resumptions().size(); now++) {
            Resumption resumption = result.resumptions().get(now);
            if (resumption.mayaUs().isPresent()) {
                return true;
            }
            if (now + 1 >= faults.size()
                    || faults.get(now + 1).atUs() - resumption.resumedUs() > REPEAT_QUESTION_US) {
                return false;
            }
        }
        return false;
    }

    private static String ms(double ms) {
        return "%.0f ms".formatted(ms);
    }
}
