# differs: Ouro's ranges end at 64 bits
print(len(range(2**63 - 1)), range(2**63 - 1)[-1])
for arguments in ((2**63,), (0, -2**70), (0, 10, 2**64)):
    try:
        range(*arguments)
    except OverflowError as error:
        print(error)
