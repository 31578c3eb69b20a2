package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.api.ApiConfig;
import com.ieltsaiprep.local.api.ColdStart;
import com.ieltsaiprep.local.candidate.StackAddress;
import com.ieltsaiprep.local.candidate.StackUnavailableException;
import com.ieltsaiprep.local.candidate.Table;
import com.ieltsaiprep.local.wire.JsonValues;
import com.ieltsaiprep.local.wire.TestCertificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long the first answer of a function takes that has no process yet. */
final class ColdStartCheck implements Check {
    private static final double LARGEST_ZIP_MB = 16;
    private static final double MOST_ME_MS = 1_000;
    private static final double MOST_SIGN_IN_MS = 1_400;

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public String description() {
        return "from the start of a process GET /me takes less than 1 s, a sign-in less than 1.4 s";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("times", 7, 1, 50, "how often each; the median counts"));
    }

    @Override
    public Result run(Bench bench) throws InterruptedException {
        StackAddress.Functions needs =
                bench.client()
                        .functions()
                        .orElseThrow(() -> new StackUnavailableException("it has no functions"));
        try {
            ApiConfig config = JsonValues.read(Files.readAllBytes(needs.config()), ApiConfig.class);
            Table table = new Table();
            ObjectNode json = JsonValues.object();
            List<String> problems = new ArrayList<>();
            weigh(config, table, json, problems);
            FirstRequests requests = new FirstRequests(bench.client(), needs);
            Path folder = Files.createTempDirectory("cold-start");
            for (ColdStarts starts : archives(program(config, needs), folder)) {
                bench.progress().accept("starting " + starts.name());
                starts.train(requests);
                for (int i = 0; i < bench.number("times"); i++) {
                    starts.measure(requests);
                }
                starts.tell(table, json);
                problems.addAll(starts.problems(MOST_ME_MS, MOST_SIGN_IN_MS));
            }
            return new Result(table.lines(), json, problems);
        } catch (IOException e) {
            throw new StackUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What ships. */
    private static void weigh(ApiConfig config, Table table, ObjectNode json, List<String> problems)
            throws IOException {
        for (ApiConfig.Function function : config.functions()) {
            double mb = Files.size(Path.of(function.folder() + ".zip")) / 1e6;
            table.row(function.name() + ".zip", "%.1f MB".formatted(mb));
            json.put(function.name() + "ZipMb", mb);
            if (mb >= LARGEST_ZIP_MB) {
                problems.add(function.name() + ".zip is not smaller than 16 MB");
            }
        }
    }

    /** The function auth in the home region, with DynamoDB over TLS. */
    private static ColdStart.Program program(ApiConfig config, StackAddress.Functions needs) {
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
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", needs.tables().toString());
        return new ColdStart.Program(
                Path.of(auth.folder()),
                auth.handler(),
                environment,
                List.of(
                        "-Djavax.net.ssl.trustStore=" + needs.trustStore(),
                        "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD));
    }

    /** As it ships, and for comparison with the JVM's two archives of classes. */
    private static List<ColdStarts> archives(ColdStart.Program program, Path folder) {
        return List.of(
                ColdStarts.plain(program, folder),
                ColdStarts.archived(
                        "with an AOT cache",
                        program,
                        folder,
                        "-XX:AOTCacheOutput=",
                        "-XX:AOTCache="),
                ColdStarts.archived(
                        "with AppCDS",
                        program,
                        folder,
                        "-XX:ArchiveClassesAtExit=",
                        "-XX:SharedArchiveFile="));
    }
}
