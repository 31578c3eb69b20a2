package com.ieltsaiprep.local.sonic;

/** Client events in the form of the user guide. */
final class ClientEvents {
    static final String SESSION =
            """
            {"event":{"sessionStart":{"inferenceConfiguration":{"maxTokens":1024,"topP":0.9,\
            "temperature":0.7},"turnDetectionConfiguration":{"endpointingSensitivity":"HIGH"}}}}\
            """;
    static final String PROMPT =
            """
            {"event":{"promptStart":{"promptName":"$P",\
            "textOutputConfiguration":{"mediaType":"text/plain"},\
            "audioOutputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":24000,\
            "sampleSizeBits":16,"channelCount":1,"voiceId":"amy","encoding":"base64",\
            "audioType":"SPEECH"}$TOOLS}}}\
            """;
    static final String TOOLS =
            """
            ,"toolUseOutputConfiguration":{"mediaType":"application/json"},"toolConfiguration":\
            {"tools":[{"toolSpec":{"name":"finish_part","description":"d",\
            "inputSchema":{"json":"{\\"type\\":\\"object\\"}"}}}]}\
            """;
    static final String AUDIO_START =
            """
            {"event":{"contentStart":{"promptName":"$P","contentName":"A","type":"AUDIO",\
            "interactive":true,"role":"USER","audioInputConfiguration":{"mediaType":"audio/lpcm",\
            "sampleRateHertz":16000,"sampleSizeBits":16,"channelCount":1,"audioType":"SPEECH",\
            "encoding":"base64"}}}}\
            """;

    private ClientEvents() {}

    static String textStart(String content, String role, boolean interactive) {
        return """
        {"event":{"contentStart":{"promptName":"$P","contentName":"%s","type":"TEXT",\
        "interactive":%s,"role":"%s","textInputConfiguration":{"mediaType":"text/plain"}}}}\
        """
                .formatted(content, interactive, role);
    }

    static String text(String content, String text) {
        return """
        {"event":{"textInput":{"promptName":"$P","contentName":"%s","content":"%s"}}}\
        """
                .formatted(content, text);
    }

    static String audio(String base64) {
        return """
        {"event":{"audioInput":{"promptName":"$P","contentName":"A","content":"%s"}}}\
        """
                .formatted(base64);
    }

    static String toolStart(String content, String toolUseId) {
        return """
        {"event":{"contentStart":{"promptName":"$P","contentName":"%s","type":"TOOL",\
        "interactive":false,"role":"TOOL","toolResultInputConfiguration":{"toolUseId":"%s",\
        "type":"TEXT","textInputConfiguration":{"mediaType":"text/plain"}}}}}\
        """
                .formatted(content, toolUseId);
    }

    static String toolResult(String content, String escapedJson) {
        return """
        {"event":{"toolResult":{"promptName":"$P","contentName":"%s","content":"%s"}}}\
        """
                .formatted(content, escapedJson);
    }

    static String end(String content) {
        return """
        {"event":{"contentEnd":{"promptName":"$P","contentName":"%s"}}}\
        """
                .formatted(content);
    }
}
