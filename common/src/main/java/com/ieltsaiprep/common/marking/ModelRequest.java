package com.ieltsaiprep.common.marking;

import java.util.Map;

/**
 * Model request: one call of a model that has to answer by one tool. The adapter forces the tool
 * and asks for the most likely answer (temperature 0, topK 1).
 *
 * @param id names the request within its marking, without any text of the candidate
 * @param model id of the model or inference profile
 * @param system the instructions
 * @param user one JSON object: the task, the facts, the descriptors and, last, the answer
 * @param tool name of the tool that the model has to call
 * @param schema JSON schema of the tool's input; the order of its properties has to be kept, since
 *     the model writes them in this order
 * @param maxTokens limit of the reply
 */
public record ModelRequest(
        String id,
        String model,
        String system,
        String user,
        String tool,
        Map<String, Object> schema,
        int maxTokens) {
    /** Returns the id, model and tool only, never the texts. */
    @Override
    public String toString() {
        return "ModelRequest[%s, %s, %s]".formatted(id, model, tool);
    }
}
