package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.api.ColdStart;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.TextTable;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.StackAddress;
import com.ieltsaiprep.local.wire.TestCertificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Check of the latency of a function's first answer from the start of its process. */
final class ColdStartCheck implements Check {
    private static final double MAX_ZIP_MB = 16;
    private static final double MAX_ME_MS = 1_000;
    private static final double MAX_SIGN_IN_MS = 1_400;

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public String description() {
        return "from the start of a process GET /me takes less than 1 s, a sign-in less than 1.4 s";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(new CheckOption("times", 7, 1, 50, "how often each; the median counts"));
    }

    @Override
    public CheckVerdict run(CheckContext context) throws InterruptedException {
        StackAddress.Functions functions =
                context.client()
                        .functions()
                        .orElseThrow(() -> new StackUnavailableException("it has no functions"));
        try {
            ApiConfig config =
                    JsonValues.read(Files.readAllBytes(functions.config()), ApiConfig.class);
            TextTable table = new TextTable();
            ObjectNode json = JsonValues.object();
            List<String> problems = new ArrayList<>();
            measureZipSizes(config, table, json, problems);
            ColdStartRequests requests = new ColdStartRequests(context.client(), functions);
            Path folder = Files.createTempDirectory("cold-start");
            for (ColdStartSeries series : archives(program(config, functions), folder)) {
                context.progress().accept("starting " + series.name());
                series.train(requests);
                for (int i = 0; i < context.number("times"); i++) {
                    series.measure(requests);
                }
                series.addTo(table, json);
                problems.addAll(series.problems(MAX_ME_MS, MAX_SIGN_IN_MS));
            }
            return new CheckVerdict(table.lines(), json, problems);
        } catch (IOException e) {
            throw new StackUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Checks the size of each function's zip. */
    private static void measureZipSizes(
            ApiConfig config, TextTable table, ObjectNode json, List<String> problems)
            throws IOException {
        for (ApiConfig.Function function : config.functions()) {
            double mb = Files.size(Path.of(function.folder() + ".zip")) / 1e6;
            table.addRow(function.name() + ".zip", "%.1f MB".formatted(mb));
            json.put(function.name() + "ZipMb", mb);
            if (mb >= MAX_ZIP_MB) {
                problems.add(function.name() + ".zip is not smaller than 16 MB");
            }
        }
    }

    /** Returns the function {@code auth} in the home region, with DynamoDB over TLS. */
    private static ColdStart.Program program(ApiConfig config, StackAddress.Functions functions) {
        ApiConfig.Function auth =
                config.functions().stream()
                        .filter(function -> function.name().equals("auth"))
                        .findFirst()
                        .orElseThrow();
        ApiConfig.RegionConfig home =
                config.regions().stream()
                        .filter(place -> place.region() == Region.VIRGINIA)
                        .findFirst()
                        .orElseThrow();
        Map<String, String> environment = new HashMap<>(home.environment());
        environment.put("AWS_REGION", home.region().awsName());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", functions.tables().toString());
        return new ColdStart.Program(
                Path.of(auth.folder()),
                auth.handler(),
                environment,
                List.of(
                        "-Djavax.net.ssl.trustStore=" + functions.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD));
    }

    /** Returns the series: as it ships, and for comparison with an AOT cache and with AppCDS. */
    private static List<ColdStartSeries> archives(ColdStart.Program program, Path folder) {
        return List.of(
                ColdStartSeries.plain(program, folder),
                ColdStartSeries.archived(
                        "with an AOT cache",
                        program,
                        folder,
                        "-XX:AOTCacheOutput=",
                        "-XX:AOTCache="),
                ColdStartSeries.archived(
                        "with AppCDS",
                        program,
                        folder,
                        "-XX:ArchiveClassesAtExit=",
                        "-XX:SharedArchiveFile="));
    }
}
