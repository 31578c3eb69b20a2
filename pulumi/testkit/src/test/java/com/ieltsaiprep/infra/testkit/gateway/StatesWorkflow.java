package com.ieltsaiprep.infra.testkit.gateway;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Execution of a Step Functions workflow, state by state: the part of the Amazon States Language
 * with JSONata that the rotation of capsule keys uses (Task with Catch, Choice, Succeed).
 */
final class StatesWorkflow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Jsonata> PARSED = new HashMap<>();

    private final JsonNode states;
    private final Api api;
    private final Instant startedAt;
    private final Map<String, Object> variables = new HashMap<>();
    private @Nullable String next;

    /** AWS's API as the workflow calls it. */
    interface Api {
        /**
         * Answers a call.
         *
         * @param action service and operation, such as {@code secretsmanager:getSecretValue}
         * @throws Refusal if the service refuses it
         */
        Map<String, Object> call(String action, Map<String, Object> arguments) throws Refusal;
    }

    /** Error of a service by its name in the States Language. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String name) {
            super(name);
        }
    }

    StatesWorkflow(String definition, Api api, Instant startedAt) {
        try {
            JsonNode workflow = JSON.readTree(definition);
            this.states = workflow.get("States");
            this.next = workflow.get("StartAt").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.api = api;
        this.startedAt = startedAt;
    }

    /**
     * Executes the next state.
     *
     * @return false if the execution is over
     * @throws Refusal if a call was refused and no state catches that
     */
    boolean step() throws Refusal {
        if (next == null) {
            return false;
        }
        JsonNode state = states.get(next);
        next =
                switch (state.get("Type").asText()) {
                    case "Task" -> task(state);
                    case "Choice" -> choice(state);
                    default -> null;
                };
        return next != null;
    }

    /** Executes all states. */
    void run() throws Refusal {
        boolean isOver = false;
        while (!isOver) {
            isOver = !step();
        }
    }

    private String task(JsonNode state) throws Refusal {
        String resource = state.get("Resource").asText();
        String action = resource.substring("arn:aws:states:::aws-sdk:".length());
        Map<String, Object> arguments = new LinkedHashMap<>();
        state.get("Arguments")
                .properties()
                .forEach(field -> arguments.put(field.getKey(), value(field.getValue(), null)));
        try {
            Map<String, Object> result = api.call(action, arguments);
            assign(state, result);
            return state.get("Next").asText();
        } catch (Refusal refusal) {
            for (JsonNode handler : state.path("Catch")) {
                if (handler.get("ErrorEquals").toString().contains(refusal.getMessage())) {
                    assign(handler, null);
                    return handler.get("Next").asText();
                }
            }
            throw refusal;
        }
    }

    private String choice(JsonNode state) {
        for (JsonNode rule : state.get("Choices")) {
            if (Boolean.TRUE.equals(value(rule.get("Condition"), null))) {
                assign(rule, null);
                return rule.get("Next").asText();
            }
        }
        return state.get("Default").asText();
    }

    /** Assigns all at once: an expression sees the values from before. */
    private void assign(JsonNode owner, @Nullable Object result) {
        Map<String, Object> assigned = new HashMap<>();
        owner.path("Assign")
                .properties()
                .forEach(field -> assigned.put(field.getKey(), value(field.getValue(), result)));
        variables.putAll(assigned);
    }

    private Object value(JsonNode node, @Nullable Object result) {
        if (node.isArray()) {
            List<Object> values = new ArrayList<>();
            node.forEach(element -> values.add(value(element, result)));
            return values;
        }
        String text = node.asText();
        if (!node.isTextual() || !text.startsWith("{%")) {
            return JSON.convertValue(node, Object.class);
        }
        Object value = evaluate(text.substring(2, text.length() - 2), result);
        if (value == null) {
            throw new IllegalStateException("Step Functions refuses an undefined value: " + text);
        }
        return value;
    }

    private @Nullable Object evaluate(String expression, @Nullable Object result) {
        Jsonata parsed = PARSED.computeIfAbsent(expression, Jsonata::jsonata);
        Jsonata.Frame frame = parsed.createFrame();
        variables.forEach(frame::bind);
        Map<String, Object> context =
                Map.of("Execution", Map.of("StartTime", startedAt.toString()));
        frame.bind(
                "states",
                result == null
                        ? Map.of("context", context)
                        : Map.of("context", context, "result", result));
        frame.bind("uuid", UUID_FUNCTION);
        return parsed.evaluate(null, frame);
    }

    private static final Jsonata.JFunction UUID_FUNCTION =
            new Jsonata.JFunction((_, _) -> UUID.randomUUID().toString(), null);
}
