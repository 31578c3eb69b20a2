/** What is kept in DynamoDB: the clients, and the adapters behind the domain's ports. */
@NullMarked
package com.ieltsaiprep.api.dynamo;

import org.jspecify.annotations.NullMarked;
