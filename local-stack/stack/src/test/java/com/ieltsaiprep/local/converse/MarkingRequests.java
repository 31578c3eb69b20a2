package com.ieltsaiprep.local.converse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.Credentials;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Marking requests and their replies, through the real AWS client. */
final class MarkingRequests {
    static final String MODEL = "eu.amazon.nova-micro-v1:0";

    private MarkingRequests() {}

    /** Creates a client without retries that waits a second for a reply. */
    static BedrockRuntimeClient client(int port, String region, String secret) {
        return BedrockRuntimeClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        Credentials.local().accessKeyId(), secret)))
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(1)))
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    static ConverseRequest.Builder request(
            String model, String criterion, String framing, String answer) {
        boolean isFeedback = criterion.equals("give_feedback");
        ObjectNode prompt = JsonValues.object();
        if (!isFeedback) {
            prompt.put("criterion", criterion);
        }
        prompt.put("framing", framing).put("task", "task_2").put("candidate_answer", answer);
        String user = new String(JsonValues.write(prompt), StandardCharsets.UTF_8);
        return ConverseRequest.builder()
                .modelId(model)
                .system(SystemContentBlock.fromText("Mark one criterion."))
                .messages(List.of(message(ConversationRole.USER, user)))
                .inferenceConfig(i -> i.maxTokens(2_000).temperature(0f))
                .additionalModelRequestFields(
                        Document.mapBuilder()
                                .putMap("inferenceConfig", m -> m.putNumber("topK", 1))
                                .build())
                .toolConfig(tool(isFeedback ? criterion : "mark_criterion", "required"));
    }

    static Message message(ConversationRole role, String text) {
        return Message.builder().role(role).content(ContentBlock.fromText(text)).build();
    }

    /** Creates a forced tool whose schema has a list of this name at its top level. */
    static ToolConfiguration tool(String name, String field) {
        Document schema =
                Document.mapBuilder()
                        .putString("type", "object")
                        .putMap("properties", _ -> {})
                        .putList(field, _ -> {})
                        .build();
        Tool tool =
                Tool.builder()
                        .toolSpec(
                                s ->
                                        s.name(name)
                                                .description("mark")
                                                .inputSchema(ToolInputSchema.fromJson(schema)))
                        .build();
        return ToolConfiguration.builder()
                .tools(tool)
                .toolChoice(choice -> choice.tool(t -> t.name(name)))
                .build();
    }

    /** Returns the input of the first tool use. */
    static Map<String, Document> input(ConverseResponse response) {
        return response.output().message().content().stream()
                .filter(block -> block.toolUse() != null)
                .findFirst()
                .orElseThrow()
                .toolUse()
                .input()
                .asMap();
    }

    static Document field(ConverseResponse response, String name) {
        return Objects.requireNonNull(input(response).get(name));
    }

    static int band(ConverseResponse response) {
        return field(response, "band").asNumber().intValue();
    }
}
