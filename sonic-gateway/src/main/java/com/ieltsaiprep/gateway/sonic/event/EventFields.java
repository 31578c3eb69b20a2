package com.ieltsaiprep.gateway.sonic.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import java.io.IOException;

/** Fields of one event of any type: they come in any order, and any may be missing. */
final class EventFields {
    private static final byte[] NO_AUDIO = {};

    String completionId = "";
    String contentId = "";
    String content = "";
    String toolName = "";
    String toolUseId = "";
    String additionalModelFields = "";
    long offsetMs;
    long detectionOffsetMs;
    byte[] audio = NO_AUDIO;
    SonicOutput.Usage usage = UsageJson.NONE;
    private String type = "";
    private String role = "";
    private String stopReason = "";
    private String generationStage = "";

    private EventFields() {}

    /**
     * Reads to the end of the object that the parser has entered.
     *
     * @param audio whether {@code content} is base64, which is decoded without an interim string
     */
    static EventFields read(JsonParser in, boolean audio) throws IOException {
        EventFields fields = new EventFields();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            JsonToken value = in.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                if (audio && name.equals("content")) {
                    fields.audio = in.getBinaryValue();
                } else {
                    fields.set(name, in);
                }
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                fields.setNumber(name, in);
            } else if (value == JsonToken.START_OBJECT && name.equals("details")) {
                fields.usage = UsageJson.delta(in);
            } else {
                in.skipChildren();
            }
        }
        return fields;
    }

    private void setNumber(String name, JsonParser in) throws IOException {
        switch (name) {
            case "inputAudioOffsetMs" -> offsetMs = in.getLongValue();
            case "inputAudioDetectionOffsetMs" -> detectionOffsetMs = in.getLongValue();
            default -> {}
        }
    }

    private void set(String name, JsonParser in) throws IOException {
        switch (name) {
            case "completionId" -> completionId = in.getText();
            case "contentId" -> contentId = in.getText();
            case "content" -> content = in.getText();
            case "toolName" -> toolName = in.getText();
            case "toolUseId" -> toolUseId = in.getText();
            case "additionalModelFields" -> additionalModelFields = in.getText();
            case "type" -> type = in.getText();
            case "role" -> role = in.getText();
            case "stopReason" -> stopReason = in.getText();
            case "generationStage" -> generationStage = in.getText();
            default -> {}
        }
    }

    ContentType contentType() {
        return switch (type) {
            case "TEXT" -> ContentType.TEXT;
            case "AUDIO" -> ContentType.AUDIO;
            case "TOOL" -> ContentType.TOOL;
            default -> ContentType.OTHER;
        };
    }

    Role role() {
        return switch (role) {
            case "USER" -> Role.USER;
            case "ASSISTANT" -> Role.ASSISTANT;
            default -> Role.OTHER;
        };
    }

    StopReason stopReason() {
        return switch (stopReason) {
            case "PARTIAL_TURN" -> StopReason.PARTIAL_TURN;
            case "END_TURN" -> StopReason.END_TURN;
            case "INTERRUPTED" -> StopReason.INTERRUPTED;
            case "TOOL_USE" -> StopReason.TOOL_USE;
            default -> StopReason.OTHER;
        };
    }

    Stage stage() {
        return generationStage.equals("SPECULATIVE") ? Stage.SPECULATIVE : Stage.FINAL;
    }
}
