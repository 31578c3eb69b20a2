/** DynamoDB with global tables: DynamoDB Local, and what replicates it between three regions. */
@NullMarked
package com.ieltsaiprep.local.data;

import org.jspecify.annotations.NullMarked;
