package com.ieltsaiprep.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.wire.JsonValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

final class WrittenKeysTest {
    private static final String SESSIONS = Table.SESSIONS.name("test");
    private static final String PURCHASES = Table.PURCHASES.name("test");
    private static final String SESSION = "{'session_id':{'S':'s'}}";
    private static final String ENTRY = "{'user_id':{'S':'u'},'entry_id':{'S':'e'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'TableName':'SESSIONS','Item':{'session_id':{'S':'s'},'more':{'N':'1'}}}"
                        + "| {SESSIONS=[SESSION]}",
                "{'TableName':'SESSIONS','Key':SESSION,'UpdateExpression':'ADD a :a'}"
                        + "| {SESSIONS=[SESSION]}",
                "{'RequestItems':{'SESSIONS':[{'DeleteRequest':{'Key':SESSION}}],"
                        + "'PURCHASES':[{'PutRequest':{'Item':ENTRY}}]}}"
                        + "| {PURCHASES=[ENTRY], SESSIONS=[SESSION]}",
                "{'TransactItems':[{'Put':{'TableName':'PURCHASES','Item':ENTRY}},"
                        + "{'Update':{'TableName':'SESSIONS','Key':SESSION}},"
                        + "{'Delete':{'TableName':'SESSIONS','Key':SESSION}},"
                        + "{'ConditionCheck':{'TableName':'PURCHASES','Key':ENTRY}}]}"
                        + "| {PURCHASES=[ENTRY], SESSIONS=[SESSION, SESSION]}",
            })
    void areThoseOfWrittenItemsAndNotOfConditionChecks(String request, String keys)
            throws IOException {
        assertThat(of(request)).isEqualTo(written(keys));
    }

    @Test
    void areNoneForUnknownTablesOrMalformedRequests() throws IOException {
        assertThat(of("{'TableName':'other','Key':SESSION}")).isEqualTo("{}");
        assertThat(of("{'TableName':'SESSIONS'}")).isEqualTo("{}");
        assertThat(of("{'TransactItems':7,'RequestItems':[1]}")).isEqualTo("{}");
        assertThat(of("[]")).isEqualTo("{}");
    }

    private static String of(String request) throws IOException {
        byte[] json = written(request).getBytes(StandardCharsets.UTF_8);
        return new WrittenKeys("test").of(JsonValues.read(json)).toString();
    }

    /** Replaces the names by their values, and single quotes by double ones. */
    private static String written(String text) {
        return text.replace("SESSIONS", SESSIONS)
                .replace("PURCHASES", PURCHASES)
                .replace("SESSION", SESSION)
                .replace("ENTRY", ENTRY)
                .replace('\'', '"');
    }
}
