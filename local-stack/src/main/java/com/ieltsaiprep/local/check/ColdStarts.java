package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.api.ColdStart;
import com.ieltsaiprep.local.candidate.Table;
import com.ieltsaiprep.local.wire.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Cold starts of a function with the same flags. For one thread. */
final class ColdStarts {
    private final String name;
    private final ColdStart start;
    private final @Nullable ColdStart training;
    private final List<ColdStart.Measurement> me = new ArrayList<>();
    private final List<ColdStart.Measurement> signIn = new ArrayList<>();

    private ColdStarts(String name, ColdStart start, @Nullable ColdStart training) {
        this.name = name;
        this.start = start;
        this.training = training;
    }

    /** As it ships. */
    static ColdStarts plain(ColdStart.Program program, Path folder) {
        return new ColdStarts("as it ships", new ColdStart(program, log(folder)), null);
    }

    /**
     * With an archive of classes.
     *
     * @param record the flag that writes it
     * @param use the flag that reads it
     */
    static ColdStarts archived(
            String name, ColdStart.Program program, Path folder, String record, String use) {
        Path archive = folder.resolve(name.replace(' ', '-'));
        return new ColdStarts(
                name,
                new ColdStart(program.with(use + archive), log(folder)),
                new ColdStart(program.with(record + archive), log(folder)));
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    String name() {
        return name;
    }

    /** Writes the archive, if there is one. */
    void train(FirstRequests requests) throws IOException, InterruptedException {
        if (training != null) {
            successful(training.measure(requests.me(), requests.signIn()));
        }
    }

    /** Measures each request once. */
    void measure(FirstRequests requests) throws IOException, InterruptedException {
        me.add(successful(start.measure(requests.me())));
        signIn.add(successful(start.measure(requests.signIn())));
    }

    private static ColdStart.Measurement successful(ColdStart.Measurement measured)
            throws IOException {
        JsonNode answer = JsonValues.read(measured.answer());
        if (answer.path("statusCode").asInt() != 200) {
            throw new IOException("the function answers " + answer.path("statusCode").asInt());
        }
        return measured;
    }

    void tell(Table table, ObjectNode json) {
        tell(table, json, "GET /me", me);
        tell(table, json, "sign-in", signIn);
    }

    private void tell(
            Table table, ObjectNode json, String request, List<ColdStart.Measurement> measured) {
        double wallMs = median(measured, ColdStart.Measurement::wallMs);
        double cpuMs = median(measured, ColdStart.Measurement::cpuMs);
        double[] all =
                measured.stream().mapToDouble(ColdStart.Measurement::wallMs).sorted().toArray();
        table.row(
                request + " " + name,
                "median %.0f ms (%.0f to %.0f), CPU %.0f ms"
                        .formatted(wallMs, all[0], all[all.length - 1], cpuMs));
        json.withArray("starts")
                .addObject()
                .put("request", request)
                .put("flags", name)
                .put("medianMs", wallMs)
                .put("cpuMs", cpuMs);
    }

    /** What took too long; nothing is asked of an archive. */
    List<String> problems(double mostMeMs, double mostSignInMs) {
        List<String> problems = new ArrayList<>();
        if (training == null && median(me, ColdStart.Measurement::wallMs) >= mostMeMs) {
            problems.add("GET /me takes %.0f ms or more from a cold start".formatted(mostMeMs));
        }
        if (training == null && median(signIn, ColdStart.Measurement::wallMs) >= mostSignInMs) {
            problems.add(
                    "a sign-in takes %.0f ms or more from a cold start".formatted(mostSignInMs));
        }
        return problems;
    }

    private static double median(
            List<ColdStart.Measurement> measured, ToDoubleFunction<ColdStart.Measurement> value) {
        double[] sorted = measured.stream().mapToDouble(value).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
