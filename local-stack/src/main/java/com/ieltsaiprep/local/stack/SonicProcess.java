package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.wire.TestCertificate;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Sonic stand-in in a process of its own, so that it can be killed like the real service can
 * fail; when it dies it is started again at the same address.
 */
final class SonicProcess implements AutoCloseable {
    private static final String MAIN = "com.ieltsaiprep.local.sonic.SonicMain";

    private final StackOptions options;
    private final int port;
    private final int controlPort;
    private final TestCertificate certificate;
    private final Consumer<String> notices;
    private ChildProcess process;
    private boolean closing;

    private SonicProcess(
            StackOptions options,
            int port,
            int controlPort,
            TestCertificate certificate,
            Consumer<String> notices) {
        this.options = options;
        this.port = port;
        this.controlPort = controlPort;
        this.certificate = certificate;
        this.notices = notices;
        this.process = launch();
    }

    static SonicProcess start(
            StackOptions options, int port, int controlPort, Consumer<String> notices) {
        try {
            TestCertificate certificate = TestCertificate.in(options.certificates());
            SonicProcess sonic = new SonicProcess(options, port, controlPort, certificate, notices);
            sonic.awaitReady();
            return sonic;
        } catch (IOException e) {
            throw new StackException("no certificate: " + e.getMessage(), e);
        }
    }

    private ChildProcess launch() {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("-Xmx1g", "-cp", options.localStackJar().toString(), MAIN));
        arguments.addAll(List.of("--tls-port", String.valueOf(port)));
        arguments.addAll(List.of("--control-port", String.valueOf(controlPort)));
        arguments.addAll(List.of("--folder", options.certificates().toString()));
        arguments.addAll(options.sonicArguments());
        ChildProcess child =
                ChildProcess.java(
                        "the Sonic stand-in",
                        arguments,
                        Map.of(),
                        options.folder().resolve("sonic.log"));
        child.onExit(this::restart);
        return child;
    }

    private synchronized void restart() {
        if (!closing) {
            notices.accept("the Sonic stand-in has died; it is started again");
            process = launch();
        }
    }

    private void awaitReady() {
        try {
            Readiness.await(process, URI.create(controlUrl() + "/streams"));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
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

    synchronized long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        ChildProcess last;
        synchronized (this) {
            closing = true;
            last = process;
        }
        last.close();
    }
}
