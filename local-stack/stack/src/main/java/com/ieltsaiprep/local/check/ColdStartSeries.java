package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.api.ColdStart;
import com.ieltsaiprep.local.client.TextTable;
import com.ieltsaiprep.local.json.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Series of cold starts of a function with the same JVM flags. For one thread. */
final class ColdStartSeries {
    private final String name;
    private final ColdStart start;
    private final @Nullable ColdStart training;
    private final List<ColdStart.Measurement> me = new ArrayList<>();
    private final List<ColdStart.Measurement> signIn = new ArrayList<>();

    private ColdStartSeries(String name, ColdStart start, @Nullable ColdStart training) {
        this.name = name;
        this.start = start;
        this.training = training;
    }

    /** Creates a series with the flags that ship. */
    static ColdStartSeries plain(ColdStart.Program program, Path folder) {
        return new ColdStartSeries("as it ships", new ColdStart(program, log(folder)), null);
    }

    /**
     * Creates a series with an archive of classes.
     *
     * @param writeFlag the flag that writes it
     * @param readFlag the flag that reads it
     */
    static ColdStartSeries archived(
            String name,
            ColdStart.Program program,
            Path folder,
            String writeFlag,
            String readFlag) {
        Path archive = folder.resolve(name.replace(' ', '-'));
        return new ColdStartSeries(
                name,
                new ColdStart(program.with(readFlag + archive), log(folder)),
                new ColdStart(program.with(writeFlag + archive), log(folder)));
    }

    private static Path log(Path folder) {
        return folder.resolve("log");
    }

    String name() {
        return name;
    }

    /** Writes the archive, if there is one. */
    void train(ColdStartRequests requests) throws IOException, InterruptedException {
        if (training != null) {
            requireSuccess(training.measure(requests.me(), requests.signIn()));
        }
    }

    /** Measures each request once. */
    void measure(ColdStartRequests requests) throws IOException, InterruptedException {
        me.add(requireSuccess(start.measure(requests.me())));
        signIn.add(requireSuccess(start.measure(requests.signIn())));
    }

    private static ColdStart.Measurement requireSuccess(ColdStart.Measurement measured)
            throws IOException {
        JsonNode answer = JsonValues.read(measured.answer());
        if (answer.path("statusCode").asInt() != 200) {
            throw new IOException("the function answers " + answer.path("statusCode").asInt());
        }
        return measured;
    }

    void addTo(TextTable table, ObjectNode json) {
        addRow(table, json, "GET /me", me);
        addRow(table, json, "sign-in", signIn);
    }

    private void addRow(
            TextTable table,
            ObjectNode json,
            String request,
            List<ColdStart.Measurement> measured) {
        double wallMs = median(measured, ColdStart.Measurement::wallMs);
        double cpuMs = median(measured, ColdStart.Measurement::cpuMs);
        double[] all =
                measured.stream().mapToDouble(ColdStart.Measurement::wallMs).sorted().toArray();
        table.addRow(
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

    /** Returns what took too long; the archived series have no limit. */
    List<String> problems(double maxMeMs, double maxSignInMs) {
        List<String> problems = new ArrayList<>();
        if (training == null && median(me, ColdStart.Measurement::wallMs) >= maxMeMs) {
            problems.add("GET /me takes %.0f ms or more from a cold start".formatted(maxMeMs));
        }
        if (training == null && median(signIn, ColdStart.Measurement::wallMs) >= maxSignInMs) {
            problems.add(
                    "a sign-in takes %.0f ms or more from a cold start".formatted(maxSignInMs));
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
