package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.wire.TestCertificate;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sonic stand-in in a process of its own, so that it can be killed. It is restarted at the same
 * address when it dies.
 */
final class SonicProcess implements AutoCloseable {
    private static final String NAME = "the Sonic stand-in";
    private static final String MAIN = "com.ieltsaiprep.local.sonic.SonicMain";

    private final int port;
    private final int controlPort;
    private final TestCertificate certificate;
    private final SupervisedProcess program;

    private SonicProcess(
            int port, int controlPort, TestCertificate certificate, SupervisedProcess program) {
        this.port = port;
        this.controlPort = controlPort;
        this.certificate = certificate;
        this.program = program;
    }

    static SonicProcess start(
            StackOptions options, int port, int controlPort, Consumer<String> notices) {
        try {
            TestCertificate certificate = TestCertificate.in(options.certificates());
            SupervisedProcess program =
                    SupervisedProcess.start(
                            NAME,
                            () -> launch(options, port, controlPort),
                            RestartPolicy::standard,
                            notices);
            SonicProcess sonic = new SonicProcess(port, controlPort, certificate, program);
            sonic.awaitReady();
            return sonic;
        } catch (IOException e) {
            throw new StackException("no certificate: " + e.getMessage(), e);
        }
    }

    private static ChildProcess launch(StackOptions options, int port, int controlPort) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-Xmx1g", "-cp", options.localStackJar().toString(), MAIN));
        arguments.addAll(List.of("--tls-port", String.valueOf(port)));
        arguments.addAll(List.of("--control-port", String.valueOf(controlPort)));
        arguments.addAll(List.of("--folder", options.certificates().toString()));
        arguments.addAll(options.sonicArguments());
        return ChildProcess.java(NAME, arguments, Map.of(), options.folder().resolve("sonic.log"));
    }

    private void awaitReady() {
        try {
            ReadinessProbe.await(program.process(), URI.create(controlUrl() + "/streams"));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Sets the action to run after each restart, when {@link #pid} is the new one. */
    void onRestart(Runnable action) {
        program.onRestart(action);
    }

    String url() {
        return "https://localhost:" + port;
    }

    String controlUrl() {
        return "http://127.0.0.1:" + controlPort;
    }

    TestCertificate certificate() {
        return certificate;
    }

    long pid() {
        return program.process().pid();
    }

    @Override
    public void close() {
        program.close();
    }
}
