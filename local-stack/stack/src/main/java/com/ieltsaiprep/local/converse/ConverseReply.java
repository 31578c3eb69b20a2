package com.ieltsaiprep.local.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reply of the operation Converse: one tool use, with token counts and latency. */
final class ConverseReply {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final Set<String> QUOTES = Set.of("quote", "original");
    private static final Set<String> COMMENTS =
            Set.of("comment", "limiting_factor", "next_step", "rule", "why", "meaning");

    private final ConverseRequest request;
    private final ObjectNode json = JsonValues.object();
    private final ArrayNode content;

    ConverseReply(ConverseRequest request) {
        this.request = request;
        ObjectNode message = json.putObject("output").putObject("message");
        message.put("role", "assistant");
        content = message.putArray("content");
        ObjectNode toolUse = content.addObject().putObject("toolUse");
        toolUse.put("toolUseId", "tooluse_" + UUID.randomUUID());
        toolUse.put("name", request.tool());
        toolUse.set("input", AnswerMarker.toolInput(request));
        json.put("stopReason", "tool_use");
        if (tokens() > request.maxTokens()) {
            truncate();
        }
    }

    /** Spoils the reply as a fault orders it. */
    void spoil(ConverseFault.Kind fault) {
        switch (fault) {
            case THROTTLED, UNAVAILABLE, INTERNAL, MODEL_TIMEOUT, MODEL_ERROR, ACCESS_DENIED -> {}
            case CUT, SILENT, INVALID_JSON -> {}
            case GUARDRAIL -> text("Sorry, the model cannot answer this.", "guardrail_intervened");
            case CONTENT_FILTERED -> text("The generated text was blocked.", "content_filtered");
            case MAX_TOKENS -> truncate();
            case TEXT_ONLY -> text("The answer deserves band 6.", "end_turn");
            case TWO_TOOL_USES -> repeatToolUse();
            case PROSE -> content.insertObject(0).put("text", "I will now mark the answer.");
            case OTHER_TOOL -> toolUse().put("name", "other_tool");
            case HALF_BAND -> input().put("band", 6.5);
            case TEXT_BAND -> input().put("band", "7");
            case BAND_TEN -> input().put("band", 10);
            case MISSING_FIELD -> removeLastField();
            case EXTRA_FIELD -> input().put("confidence", 0.9);
            case INVENTED_QUOTES -> replace(input(), QUOTES, "a quixotic zebrafinch plays");
            case LONG_STRINGS -> replace(input(), COMMENTS, "long ".repeat(20_000));
            case HTML -> replace(input(), COMMENTS, "<script>alert(1)</script><b>good</b>");
        }
    }

    private ObjectNode toolUse() {
        return (ObjectNode) content.path(0).path("toolUse");
    }

    private ObjectNode input() {
        return (ObjectNode) toolUse().path("input");
    }

    /** Replaces the content by a text. */
    private void text(String text, String stopReason) {
        content.removeAll().addObject().put("text", text);
        json.put("stopReason", stopReason);
    }

    /** Keeps only the first field of the tool input. */
    private void truncate() {
        while (input().size() > 1) {
            removeLastField();
        }
        json.put("stopReason", "max_tokens");
    }

    private void removeLastField() {
        List<String> fields = input().properties().stream().map(field -> field.getKey()).toList();
        input().remove(fields.getLast());
    }

    private void repeatToolUse() {
        ObjectNode second = content.path(0).deepCopy();
        ((ObjectNode) second.path("toolUse")).put("toolUseId", "tooluse_" + UUID.randomUUID());
        content.add(second);
    }

    /** Replaces the values of fields of these names, at any depth. */
    private static void replace(JsonNode node, Set<String> fields, String value) {
        if (node instanceof ObjectNode object) {
            fields.stream().filter(object::has).forEach(field -> object.put(field, value));
        }
        node.forEach(child -> replace(child, fields, value));
    }

    private int tokens() {
        return content.toString().length() / CHARACTERS_PER_TOKEN;
    }

    /** Encodes the reply as JSON. */
    byte[] write(long latencyMs) {
        int inputTokens = request.characters() / CHARACTERS_PER_TOKEN;
        int outputTokens = Math.min(tokens(), request.maxTokens());
        json.putObject("usage")
                .put("inputTokens", inputTokens)
                .put("outputTokens", outputTokens)
                .put("totalTokens", inputTokens + outputTokens);
        json.putObject("metrics").put("latencyMs", latencyMs);
        return JsonValues.write(json);
    }
}
