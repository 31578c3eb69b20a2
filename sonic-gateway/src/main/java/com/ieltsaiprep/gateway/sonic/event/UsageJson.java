package com.ieltsaiprep.gateway.sonic.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;

/**
 * JSON of a {@code usageEvent}'s counts: {@code details.delta.{input,output}.{speech,text}Tokens}.
 */
final class UsageJson {
    static final SonicOutput.Usage NONE = new SonicOutput.Usage(0, 0, 0, 0);

    private UsageJson() {}

    /** Reads {@code details}, which the parser has entered. */
    static SonicOutput.Usage delta(JsonParser in) throws IOException {
        SonicOutput.Usage usage = NONE;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            if (in.nextToken() == JsonToken.START_OBJECT && name.equals("delta")) {
                usage = directions(in);
            } else {
                in.skipChildren();
            }
        }
        return usage;
    }

    private static SonicOutput.Usage directions(JsonParser in) throws IOException {
        Tokens input = Tokens.NONE;
        Tokens output = Tokens.NONE;
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            boolean object = in.nextToken() == JsonToken.START_OBJECT;
            if (object && name.equals("input")) {
                input = Tokens.read(in);
            } else if (object && name.equals("output")) {
                output = Tokens.read(in);
            } else {
                in.skipChildren();
            }
        }
        return new SonicOutput.Usage(input.speech, input.text, output.speech, output.text);
    }

    private record Tokens(long speech, long text) {
        static final Tokens NONE = new Tokens(0, 0);

        static Tokens read(JsonParser in) throws IOException {
            long speech = 0;
            long text = 0;
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                boolean number = in.nextToken() == JsonToken.VALUE_NUMBER_INT;
                if (number && name.equals("speechTokens")) {
                    speech = in.getLongValue();
                } else if (number && name.equals("textTokens")) {
                    text = in.getLongValue();
                } else {
                    in.skipChildren();
                }
            }
            return new Tokens(speech, text);
        }
    }
}
