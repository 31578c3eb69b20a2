package com.ieltsaiprep.local.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Request of the operation Converse with one forced tool, valid as Amazon Bedrock and the Nova
 * models define it.
 *
 * @param model model id, inference profile id or ARN
 * @param tool name of the tool that the model must use
 * @param maxTokens limit of the reply
 * @param prompt user message, a JSON object; empty if it is none
 * @param characters length of system and messages, in UTF-16 units
 */
record ConverseRequest(String model, String tool, int maxTokens, JsonNode prompt, int characters) {
    /** Criterion by which faults and counters name the requests that have none. */
    static final String FEEDBACK = "give_feedback";

    private static final int MAX_OUTPUT_TOKENS = 10_000;
    private static final Set<String> SCHEMA_FIELDS = Set.of("type", "properties", "required");
    private static final Set<String> BLOCKS = Set.of("text", "toolUse", "toolResult");

    /**
     * Reads a request body.
     *
     * @throws IllegalArgumentException with Bedrock's message, if it is not valid
     */
    static ConverseRequest read(String model, byte[] body) {
        JsonNode json = parse(body, "The request body is not valid JSON.");
        checkMessages(json.path("messages"));
        json.path("system").forEach(block -> requireText(block.path("text"), "system"));
        checkInference(json);
        String tool = forcedTool(json.path("toolConfig"));
        String text = json.path("messages").path(0).path("content").path(0).path("text").asText();
        return new ConverseRequest(
                model,
                tool,
                json.path("inferenceConfig").path("maxTokens").asInt(MAX_OUTPUT_TOKENS),
                promptOf(text),
                characters(json.path("messages")) + characters(json.path("system")));
    }

    private static JsonNode parse(byte[] body, String problem) {
        try {
            return JsonValues.read(body);
        } catch (IOException _) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static JsonNode promptOf(String text) {
        try {
            return parse(text.getBytes(StandardCharsets.UTF_8), "");
        } catch (IllegalArgumentException _) {
            return JsonValues.object();
        }
    }

    private static void checkMessages(JsonNode messages) {
        require(messages.isArray() && !messages.isEmpty(), "messages must not be empty.");
        require(
                messages.path(0).path("role").asText().equals("user"),
                "A conversation must start with a user message. Try again with a conversation that"
                        + " starts with a user message.");
        for (int i = 0; i < messages.size(); i++) {
            require(
                    messages.path(i)
                            .path("role")
                            .asText()
                            .equals(i % 2 == 0 ? "user" : "assistant"),
                    "A conversation must alternate between user and assistant roles. Make sure the"
                            + " conversation alternates between user and assistant roles and try"
                            + " again.");
            JsonNode content = messages.path(i).path("content");
            require(!content.isEmpty(), "The content field in the Message object is empty.");
            for (JsonNode block : content) {
                block.fieldNames()
                        .forEachRemaining(
                                kind ->
                                        require(
                                                BLOCKS.contains(kind),
                                                "This model doesn't support the content block"
                                                        + " "
                                                        + kind
                                                        + "."));
                if (block.has("text")) {
                    requireText(block.path("text"), "messages." + i + ".content");
                }
            }
        }
    }

    private static void requireText(JsonNode text, String where) {
        require(
                text.isTextual() && !text.asText().isBlank(),
                "The text field in the ContentBlock object at "
                        + where
                        + " is blank. Add text to the text field, and try again.");
    }

    private static void checkInference(JsonNode json) {
        JsonNode inference = json.path("inferenceConfig");
        long maxTokens = inference.path("maxTokens").asLong(1);
        require(maxTokens >= 1, "maxTokens must be at least 1.");
        require(
                maxTokens <= MAX_OUTPUT_TOKENS,
                "The maximum tokens you requested exceeds the model limit of 10000. Try again with"
                        + " a maximum tokens value that is lower than 10000.");
        for (String name : new String[] {"temperature", "topP"}) {
            double value = inference.path(name).asDouble(0);
            require(value >= 0 && value <= 1, name + " must be between 0 and 1.");
        }
        JsonNode topK =
                json.path("additionalModelRequestFields").path("inferenceConfig").path("topK");
        require(
                topK.isMissingNode()
                        || (topK.isIntegralNumber() && topK.asInt() >= 0 && topK.asInt() <= 128),
                "The model returned the following errors: Malformed input request: topK must be"
                        + " an integer between 0 and 128, please reformat your input and try"
                        + " again.");
    }

    private static String forcedTool(JsonNode config) {
        String forced = config.path("toolChoice").path("tool").path("name").asText();
        require(!forced.isEmpty(), "The stand-in supports requests with one forced tool only.");
        boolean isDefined = false;
        for (JsonNode tool : config.path("tools")) {
            JsonNode spec = tool.path("toolSpec");
            String name = spec.path("name").asText();
            require(
                    name.matches("[a-zA-Z0-9_-]{1,64}"),
                    "Value at 'toolConfig.tools.toolSpec.name' failed to satisfy constraint: Member"
                            + " must satisfy regular expression pattern: [a-zA-Z0-9_-]+");
            JsonNode schema = spec.path("inputSchema").path("json");
            require(
                    schema.path("type").asText().equals("object"),
                    "The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of"
                            + " the following: object.");
            schema.fieldNames()
                    .forEachRemaining(
                            field ->
                                    require(
                                            SCHEMA_FIELDS.contains(field),
                                            "The model does not support the field "
                                                    + field
                                                    + " at the top level of a tool's schema."));
            isDefined |= name.equals(forced);
        }
        require(isDefined, "The tool choice names a tool that toolConfig.tools does not define.");
        return forced;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private static int characters(JsonNode node) {
        Stream<JsonNode> children = StreamSupport.stream(node.spliterator(), false);
        return node.isValueNode()
                ? node.asText().length()
                : children.mapToInt(ConverseRequest::characters).sum();
    }

    /** Returns the criterion to mark, or {@link #FEEDBACK}. */
    String criterion() {
        return prompt.path("criterion").asText(FEEDBACK);
    }

    String framing() {
        return prompt.path("framing").asText("descending");
    }

    String answer() {
        return prompt.path("candidate_answer").asText("");
    }

    /** Returns text without the candidate's words. */
    @Override
    public String toString() {
        return "ConverseRequest[" + model + " " + criterion() + "]";
    }
}
