package com.ieltsaiprep.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class WrittenItemsTest {
    private static final String SESSIONS = Table.SESSIONS.name("test");
    private static final String PURCHASES = Table.PURCHASES.name("test");
    private static final String SESSION = "{'session_id':{'S':'s'}}";
    private static final String ENTRY = "{'user_id':{'S':'u'},'entry_id':{'S':'e'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PutItem|"
                    + " {'TableName':'SESSIONS','Item':{'session_id':{'S':'s'},'more':{'N':'1'}}}|"
                    + " SESSIONS SESSION written",
                "UpdateItem"
                        + "| {'TableName':'SESSIONS','Key':SESSION,'UpdateExpression':'ADD a :a'}"
                        + "| SESSIONS SESSION written",
                "DeleteItem"
                        + "| {'TableName':'SESSIONS','Key':SESSION}"
                        + "| SESSIONS SESSION deleted",
                "BatchWriteItem"
                        + "| {'RequestItems':{'SESSIONS':[{'DeleteRequest':{'Key':SESSION}}],"
                        + "'PURCHASES':[{'PutRequest':{'Item':ENTRY}}]}}"
                        + "| PURCHASES ENTRY written, SESSIONS SESSION deleted",
                "TransactWriteItems"
                        + "| {'TransactItems':[{'Put':{'TableName':'PURCHASES','Item':ENTRY}},"
                        + "{'Update':{'TableName':'SESSIONS','Key':SESSION}},"
                        + "{'Delete':{'TableName':'SESSIONS','Key':SESSION}},"
                        + "{'ConditionCheck':{'TableName':'PURCHASES','Key':ENTRY}}]}"
                        + "| PURCHASES ENTRY written, SESSIONS SESSION written,"
                        + " SESSIONS SESSION deleted",
            })
    void areThoseOfTheRequestWithoutConditionChecks(String operation, String request, String items)
            throws IOException {
        assertThat(of(operation, request)).isEqualTo(written(items));
    }

    @Test
    void areNoneForUnknownTablesOrMalformedRequests() throws IOException {
        assertThat(of("PutItem", "{'TableName':'other','Key':SESSION}")).isEmpty();
        assertThat(of("DeleteItem", "{'TableName':'SESSIONS'}")).isEmpty();
        assertThat(of("TransactWriteItems", "{'TransactItems':7,'RequestItems':[1]}")).isEmpty();
        assertThat(of("PutItem", "[]")).isEmpty();
    }

    private static String of(String operation, String request) throws IOException {
        byte[] json = written(request).getBytes(StandardCharsets.UTF_8);
        List<String> items = new ArrayList<>();
        new WrittenItems("test")
                .of(operation, JsonValues.read(json))
                .forEach(
                        (table, ofTable) ->
                                ofTable.forEach(
                                        item ->
                                                items.add(
                                                        "%s %s %s"
                                                                .formatted(
                                                                        table,
                                                                        item.key(),
                                                                        item.isDeletion()
                                                                                ? "deleted"
                                                                                : "written"))));
        return String.join(", ", items);
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
