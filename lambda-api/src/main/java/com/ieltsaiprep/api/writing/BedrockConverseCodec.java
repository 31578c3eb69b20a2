package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelReply.Block;
import com.ieltsaiprep.common.marking.ModelRequest;

import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Codec between requests and replies of the marking engine and Bedrock's Converse API. */
public final class BedrockConverseCodec {
    private BedrockConverseCodec() {}

    /** Returns a request that forces the tool, with the most likely answer only. */
    public static ConverseRequest request(ModelRequest request) {
        ToolInputSchema schema =
                ToolInputSchema.fromJson(BedrockDocuments.document(request.schema()));
        ConverseRequest.Builder converse =
                ConverseRequest.builder()
                        .modelId(request.model())
                        .system(SystemContentBlock.fromText(request.system()))
                        .messages(
                                Message.builder()
                                        .role(ConversationRole.USER)
                                        .content(ContentBlock.fromText(request.user()))
                                        .build())
                        .inferenceConfig(it -> it.temperature(0f).maxTokens(request.maxTokens()))
                        .toolConfig(
                                config ->
                                        config.tools(
                                                        Tool.fromToolSpec(
                                                                it ->
                                                                        it.name(request.tool())
                                                                                .inputSchema(
                                                                                        schema)))
                                                .toolChoice(
                                                        choice ->
                                                                choice.tool(
                                                                        it ->
                                                                                it.name(
                                                                                        request
                                                                                                .tool()))));
        mostLikelyOnly(request.model()).ifPresent(converse::additionalModelRequestFields);
        return converse.build();
    }

    /** Returns the fields by which a family of models chooses among the likeliest token only. */
    private static Optional<Document> mostLikelyOnly(String model) {
        if (model.contains("amazon.nova")) {
            return Optional.of(
                    BedrockDocuments.document(Map.of("inferenceConfig", Map.of("topK", 1))));
        }
        return model.contains("anthropic.")
                ? Optional.of(BedrockDocuments.document(Map.of("top_k", 1)))
                : Optional.empty();
    }

    /** Returns the reply of a response; blocks of kinds other than text and tool are left out. */
    public static ModelReply reply(ConverseResponse response) {
        List<Block> blocks = new ArrayList<>();
        if (response.output() != null && response.output().message() != null) {
            for (ContentBlock block : response.output().message().content()) {
                if (block.text() != null) {
                    blocks.add(new Block.Text(block.text()));
                } else if (block.toolUse() != null) {
                    blocks.add(
                            new Block.ToolUse(
                                    block.toolUse().name(),
                                    BedrockDocuments.members(block.toolUse().input())));
                }
            }
        }
        TokenUsage usage = response.usage();
        return new ModelReply(
                String.valueOf(response.stopReasonAsString()),
                blocks,
                usage == null ? 0 : usage.inputTokens(),
                usage == null ? 0 : usage.outputTokens());
    }
}
