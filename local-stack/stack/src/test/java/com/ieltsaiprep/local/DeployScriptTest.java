package com.ieltsaiprep.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Script of a deployment, {@code .ci/deploy}, with recorders in place of the tools that it calls.
 */
class DeployScriptTest {
    private static final String INDEX = "**aws:s3/bucketObjectv2:BucketObjectv2::site/index.html";
    private static final String EU = "**aws:lambda/alias:Alias::*-eu";
    private static final String AP = "**aws:lambda/alias:Alias::*-ap";

    @TempDir private Path folder;
    private Path calls;

    @BeforeEach
    void prepare() throws IOException {
        calls = folder.resolve("calls");
        Files.createDirectories(folder.resolve("repository/.ci"));
        Files.copy(Path.of("../../.ci/deploy"), folder.resolve("repository/.ci/deploy"));
        Files.createDirectories(folder.resolve("repository/target/package"));
        Files.writeString(folder.resolve("repository/target/package/manifest.json"), "{}");
        tool(
                "pulumi",
                """
                case "$*" in
                  *"config get domain"*) echo ieltsaiprep.com ;;
                  *--show-urns*) echo "urn:pulumi:prod::p::$RESOURCES::auth-eu" ;;
                  *) echo "up ${*:4}" >>"$CALLS" ;;
                esac
                """);
        tool("aws", "[ \"$4\" != \"$ALARMED\" ] || echo IELTSGenAIPrep-HighErrorRate");
        tool("sleep", "echo \"sleep $1\" >>\"$CALLS\"");
        tool(
                "verify",
                """
                echo "$*" >>"$CALLS"
                case "$*" in *"$FAILS"*) exit 1 ;; esac
                """);
    }

    @Test
    void updatesOneRegionAfterTheOtherAndThePageLast() throws Exception {
        assertThat(deploy(Map.of("SOAK_SECONDS", "60"), "prod")).isZero();

        String up = "up up --yes --skip-preview";
        String stack = " --stack prod";
        assertThat(calls())
                .containsExactly(
                        up + exclude(EU) + exclude(AP) + exclude(INDEX) + stack,
                        "verify --domain ieltsaiprep.com --region us",
                        "sleep 30",
                        "verify --domain ieltsaiprep.com --region us",
                        "sleep 30",
                        "verify --domain ieltsaiprep.com --region us",
                        up + exclude(AP) + exclude(INDEX) + stack,
                        "verify --domain ieltsaiprep.com --region us --region eu",
                        "sleep 30",
                        "verify --domain ieltsaiprep.com --region us --region eu",
                        "sleep 30",
                        "verify --domain ieltsaiprep.com --region us --region eu",
                        up + exclude(INDEX) + stack,
                        "verify --domain ieltsaiprep.com --region us --region eu --region ap",
                        "sleep 30",
                        "verify --domain ieltsaiprep.com --region us --region eu --region ap",
                        "sleep 30",
                        "verify --domain ieltsaiprep.com --region us --region eu --region ap",
                        up + stack,
                        "verify --domain ieltsaiprep.com");
    }

    @Test
    void stopsAtARegionThatDoesNotPass() throws Exception {
        assertThat(deploy(Map.of("FAILS", "--region us --region eu"), "prod")).isEqualTo(1);

        assertThat(ups()).hasSize(2);
        assertThat(calls().getLast()).startsWith("verify");
    }

    @Test
    void stopsAtARegionWithAnAlarm() throws Exception {
        assertThat(deploy(Map.of("ALARMED", "us-east-1"), "prod")).isEqualTo(1);

        assertThat(ups()).hasSize(1);
    }

    @Test
    void makesANewStackAtOnce() throws Exception {
        assertThat(deploy(Map.of("RESOURCES", "nothing"), "dev")).isZero();

        assertThat(calls())
                .containsExactly(
                        "up up --yes --skip-preview --stack dev",
                        "verify --domain ieltsaiprep.com");
    }

    @Test
    void waitsForNothingInARollback() throws Exception {
        assertThat(deploy(Map.of(), "prod", "--now")).isZero();

        assertThat(ups()).containsExactly("up up --yes --skip-preview --stack prod");
    }

    @Test
    void appliesThePolicyPackIfThereIsOne() throws Exception {
        Path pack = folder.resolve("repository/pulumi/policy");
        Files.createDirectories(pack);
        Files.writeString(pack.resolve("PulumiPolicy.yaml"), "runtime: nodejs");

        assertThat(deploy(Map.of(), "prod", "--now")).isZero();

        assertThat(ups()).singleElement().asString().contains("--policy-pack " + pack);
    }

    @Test
    void needsAPackage() throws Exception {
        Files.delete(folder.resolve("repository/target/package/manifest.json"));

        assertThat(deploy(Map.of(), "prod")).isEqualTo(1);
        assertThat(deploy(Map.of())).isEqualTo(2);
        assertThat(calls()).isEmpty();
    }

    private static String exclude(String pattern) {
        return " --exclude " + pattern;
    }

    private List<String> calls() throws IOException {
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private List<String> ups() throws IOException {
        return calls().stream().filter(call -> call.startsWith("up ")).toList();
    }

    private void tool(String name, String script) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/usr/bin/env bash\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private int deploy(Map<String, String> settings, String... arguments) throws Exception {
        ProcessBuilder script = new ProcessBuilder("bash", ".ci/deploy");
        script.command().addAll(List.of(arguments));
        script.directory(folder.resolve("repository").toFile());
        Map<String, String> environment = script.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("CALLS", calls.toString());
        environment.put("RUN", folder.resolve("bin/verify").toString());
        environment.put("SOAK_SECONDS", "0");
        environment.put("FAILS", "none");
        environment.put("ALARMED", "none");
        environment.put("RESOURCES", "aws:lambda/alias:Alias");
        environment.putAll(settings);
        Process process = script.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(output).doesNotContain("unbound variable", "command not found");
        return status;
    }
}
