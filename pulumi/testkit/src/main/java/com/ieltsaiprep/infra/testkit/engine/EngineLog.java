package com.ieltsaiprep.infra.testkit.engine;

import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

import java.util.ArrayList;
import java.util.List;

/** Log of a program: keeps what a person is told, with secrets masked. */
final class EngineLog {
    private final List<String> lines = new ArrayList<>();
    private final SecretScan secrets;

    EngineLog(SecretScan secrets) {
        this.secrets = secrets;
    }

    synchronized void add(LogRequest request) {
        // Debug messages of the SDK are dumps of its requests, with plaintext secrets.
        if (request.getSeverity() != LogSeverity.DEBUG) {
            lines.add(request.getSeverity() + " " + secrets.mask(request.getMessage()));
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
